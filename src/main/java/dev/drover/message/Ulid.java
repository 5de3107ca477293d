package dev.drover.message;

import java.time.Instant;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** ULIDs as specified by ulid/spec: 48 bits of milliseconds and 80 random bits, in 26 characters that sort by time. */
public final class Ulid {
    private static final char[] CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();

    private Ulid() {}

    /** A new ULID in lower case. */
    public static String next(Instant now, RandomGenerator random) {
        char[] out = new char[26];
        long millis = now.toEpochMilli();
        for (int i = 9; i >= 0; i--) {
            out[i] = CROCKFORD[(int) (millis & 31)];
            millis >>>= 5;
        }
        for (int i = 10; i < 26; i++) {
            out[i] = CROCKFORD[random.nextInt(32)];
        }
        return new String(out);
    }

    /** When a ULID in lower case was made. */
    public static Instant time(String ulid) {
        long millis = 0;
        for (int i = 0; i < 10; i++) {
            millis = millis << 5 | Arrays.binarySearch(CROCKFORD, ulid.charAt(i));
        }
        return Instant.ofEpochMilli(millis);
    }
}
