package dev.drover.knowledge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** A knowledge folder with what a test writes into it. */
record Written(Path folder) {
    Written file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
        return this;
    }

    Written guides() throws IOException {
        return file("patterns/jwt.md", """
                # Tokens for people who sign in

                Pin the algorithm.

                ## Expiry

                An access token lives for minutes; a refresh token is rotated.
                """)
                .file("patterns/errors.md", """
                # Errors

                Say what happened and what to do now.
                """)
                .file("context/shop.md", """
                # shop

                ## Commands

                The tests run with pytest.
                """)
                .file("patterns/fix_bug.yaml", "name: fix_bug\ndescription: refresh rotated token\n");
    }
}
