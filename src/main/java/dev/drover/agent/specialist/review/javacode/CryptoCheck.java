package dev.drover.agent.specialist.review.javacode;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import dev.drover.agent.specialist.review.rule.Risk;
import dev.drover.message.Severity;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Hashes, ciphers, keys and chance that do not keep what they promise. */
final class CryptoCheck extends JavaCheck {
    private static final Set<String> WEAK_HASHES = Set.of("MD2", "MD4", "MD5", "SHA", "SHA1", "SHA-1");
    private static final Pattern WEAK_CIPHER =
            Pattern.compile("(?i)(?:DES|DESede|RC2|RC4|ARCFOUR|Blowfish)(?:/.{0,60})?|AES|[\\w-]{1,20}/ECB/.{0,60}");
    private static final Pattern PASSWORD = Pattern.compile(".{0,60}(?:password|passwd|credential).{0,60}");
    private static final Pattern UNGUESSABLE =
            Pattern.compile(".{0,60}(?:password|passwd|token|secret|nonce|salt|sessionid|otp|apikey).{0,60}");
    private static final int LEAST_RSA_BITS = 2048;

    CryptoCheck(Subject subject) {
        super(subject);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void none) {
        String receiver = Expressions.receiverName(call);
        String algorithm = argument(call, 0).flatMap(Expressions::text).orElse("");
        if (file().isTest()) {
            return super.visitMethodInvocation(call, null);
        }
        if (Expressions.name(call).equals("getInstance")) {
            if (receiver.equals("MessageDigest") && WEAK_HASHES.contains(algorithm.toUpperCase(Locale.ROOT))) {
                weakHash(call);
            } else if (receiver.equals("Cipher")
                    && WEAK_CIPHER.matcher(algorithm).matches()) {
                report(call, Risk.WEAK_CIPHER);
            }
        } else if (receiver.equals("DigestUtils") && Expressions.name(call).matches("(?:md[25]|sha1?)(?:Hex)?")) {
            weakHash(call);
        } else if (Expressions.name(call).equals("initialize") && isShortRsaKey(call)) {
            report(call, Risk.WEAK_CIPHER, Severity.MEDIUM);
        }
        return super.visitMethodInvocation(call, null);
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree creation, @Nullable Void none) {
        String created = Expressions.created(creation);
        if (created.equals("Random") && !file().isTest() && isAbout(UNGUESSABLE)) {
            report(creation, Risk.WEAK_RANDOM);
        } else if (created.equals("NullCipher")) {
            report(creation, Risk.WEAK_CIPHER);
        }
        return super.visitNewClass(creation, null);
    }

    private void weakHash(MethodInvocationTree call) {
        report(call, Risk.WEAK_HASH, isAbout(PASSWORD) ? Severity.MEDIUM : Severity.LOW);
    }

    private boolean isShortRsaKey(MethodInvocationTree call) {
        return argument(call, 0)
                .filter(a -> a instanceof LiteralTree bits
                        && bits.getValue() instanceof Integer number
                        && number >= 256
                        && number < LEAST_RSA_BITS)
                .filter(a -> methodMentions("\"RSA\"", "\"DSA\"", "\"DiffieHellman\""))
                .isPresent();
    }

    /** Whether the variable, the method or the class around it is named for such a thing. */
    private boolean isAbout(Pattern names) {
        for (TreePath path = getCurrentPath(); path != null; path = path.getParentPath()) {
            String name = "";
            if (path.getLeaf() instanceof VariableTree variable) {
                name = variable.getName().toString();
            } else if (path.getLeaf() instanceof MethodTree method) {
                name = method.getName().toString();
            } else if (path.getLeaf() instanceof ClassTree type) {
                name = type.getSimpleName().toString();
            }
            if (names.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
                return true;
            }
        }
        return false;
    }
}
