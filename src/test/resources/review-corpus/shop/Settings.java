package shop;

import javax.xml.parsers.DocumentBuilderFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class Settings {
    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);
    private static final java.util.logging.Logger logger = null;

    void security(HttpSecurity http) throws Exception {
        http.csrf().disable();
        http.csrf(c -> c.disable());
        http.csrf(AbstractHttpConfigurer::disable);
    }

    Object parser() throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder();
    }

    void logged(String user, String password) {
        logger.info("user " + user + " password " + password);
        LOG.info("password of {} has changed", user);
    }

    void mapper(ObjectMapper mapper) {
        mapper.enableDefaultTyping();
    }

    void lost(Runnable work) {
        try {
            work.run();
        } catch (Exception e) {
        }
        try {
            work.run();
        } catch (RuntimeException e) {
            // The next round tries it again.
        }
    }

    void waiting() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
        }
    }

    void printed(Runnable work) {
        try {
            work.run();
        } catch (IllegalStateException e) {
            e.printStackTrace();
        }
    }

    int jump(Runnable work) {
        try {
            work.run();
        } finally {
            return 1;
        }
    }

    void end() {
        System.exit(1);
    }

    static final class Key {
        private final String name = "";

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.name.equals(name);
        }
    }

    boolean same(String a) {
        return a.equals(a);
    }

    boolean never(Object a) {
        return a.equals(null);
    }

    void thread(Thread worker) {
        new Thread(this::end).run();
    }

    Object decimal() {
        return new java.math.BigDecimal(0.1);
    }

    void trimmed(String text) {
        text.trim();
    }
}
