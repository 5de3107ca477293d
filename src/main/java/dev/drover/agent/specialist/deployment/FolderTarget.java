package dev.drover.agent.specialist.deployment;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A folder of this machine whose link {@code current} leads to the release. */
final class FolderTarget implements LiveTarget {
    private final Site site;
    private final CurrentLink link;

    FolderTarget(Site site) {
        this.site = site;
        this.link = new CurrentLink(site.folder());
    }

    @Override
    public Optional<String> current(History logged) throws IOException {
        return link.release();
    }

    @Override
    public void forward(String release, Optional<String> previous) throws IOException {
        link.leadTo(release);
    }

    @Override
    public void back(Optional<String> release, String left) throws IOException {
        backAtOnce(release);
    }

    @Override
    public boolean backAtOnce(Optional<String> release) throws IOException {
        if (release.isPresent()) {
            if (!site.releases().has(release.get())) {
                throw new IOException("the folder " + site.releases().folder(release.get()) + " is gone");
            }
            link.leadTo(release.get());
        } else {
            link.remove();
        }
        return true;
    }

    @Override
    public Duration stepTime() {
        return Duration.ofSeconds(5);
    }

    @Override
    public String place() {
        return site.folder().resolve("current").toString();
    }
}
