package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Shell.Ran;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Splits what git printed with NUL after each field. What is not UTF-8 becomes the replacement character. */
final class Fields {
    private static final int MAX_BYTES = 64 << 20;

    private Fields() {}

    /** The fields in order; what stands after the last NUL is what git said of errors. */
    static List<String> of(Ran ran) throws IOException {
        try (InputStream in = Files.newInputStream(ran.output())) {
            return of(in.readNBytes(MAX_BYTES));
        }
    }

    static List<String> of(byte[] bytes) {
        var fields = new ArrayList<String>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                fields.add(new String(bytes, start, i - start, StandardCharsets.UTF_8));
                start = i + 1;
            }
        }
        return fields;
    }
}
