package dev.drover.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes bytes as bad disks, bad programs and bad people do. The same seed changes them in the same way. */
public final class Mutator {
    private static final List<String> ODD = List.of(
            "\"",
            "\\",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "null",
            "true",
            "-1",
            "0",
            "1e999",
            "99999999999999999999",
            "9223372036854775808",
            "\u0000",
            "\uFEFF",
            "../../etc/passwd",
            "\"\\ud800\"",
            "\n",
            "{\"a\":",
            "[".repeat(200),
            "a".repeat(5000),
            "\"request_id\":\"x\",",
            "\"protocol\":2,",
            "/**/");

    private final Random random;
    private final List<String> odd;

    public Mutator(long seed) {
        this(seed, ODD);
    }

    /** One that puts these texts between the bytes, rather than what means something in JSON. */
    Mutator(long seed, List<String> odd) {
        this.random = new Random(seed);
        this.odd = List.copyOf(odd);
    }

    /** One to four changes. */
    public byte[] mutate(byte[] original) {
        byte[] bytes = original;
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            bytes = once(bytes);
        }
        return bytes;
    }

    private byte[] once(byte[] bytes) {
        int at = random.nextInt(bytes.length + 1);
        int to = at + random.nextInt(Math.min(40, bytes.length - at) + 1);
        return switch (random.nextInt(8)) {
            case 0 -> flipped(bytes, at);
            case 1 -> Arrays.copyOf(bytes, at);
            case 2 -> joined(bytes, at, new byte[0], to);
            case 3 -> joined(bytes, at, Arrays.copyOfRange(bytes, at, to), at);
            case 4 -> joined(bytes, at, odd(), at);
            case 5 -> joined(bytes, at, odd(), to);
            case 6 -> joined(bytes, at, new byte[to - at], to);
            default -> {
                var noise = new byte[to - at];
                random.nextBytes(noise);
                yield joined(bytes, at, noise, to);
            }
        };
    }

    private byte[] odd() {
        return odd.get(random.nextInt(odd.size())).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] flipped(byte[] bytes, int at) {
        byte[] copy = bytes.clone();
        if (at < copy.length) {
            copy[at] ^= (byte) (1 << random.nextInt(8));
        }
        return copy;
    }

    /** The bytes with those between {@code from} and {@code to} replaced. */
    private static byte[] joined(byte[] bytes, int from, byte[] between, int to) {
        var out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        out.writeBytes(between);
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }
}
