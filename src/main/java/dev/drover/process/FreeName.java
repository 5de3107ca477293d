package dev.drover.process;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** {@code renameat2(2)} with {@code RENAME_NOREPLACE}: one step which never replaces, and which Java has no API for. */
public final class FreeName {
    private static final int AT_FDCWD = -100;
    private static final int RENAME_NOREPLACE = 1;
    private static final int EPERM = 1;
    private static final int ENOENT = 2;
    private static final int EACCES = 13;
    private static final int EEXIST = 17;
    private static final int EXDEV = 18;
    private static final int EINVAL = 22;
    private static final int ENOSYS = 38;

    private FreeName() {}

    /**
     * Renames a file or folder to a name that must be free.
     *
     * @return whether it was done; false when the system or the file system has no such call
     * @throws FileAlreadyExistsException when the name is taken
     * @throws AtomicMoveNotSupportedException when the two places are on different file systems
     */
    public static boolean rename(Path source, Path target) throws IOException {
        if (Calls.RENAME.isEmpty()) {
            return false;
        }
        int error = call(Calls.RENAME.get(), source, target);
        return switch (error) {
            case 0 -> true;
            case EINVAL, ENOSYS -> false;
            case EEXIST -> throw new FileAlreadyExistsException(target.toString());
            case ENOENT -> throw new NoSuchFileException(source.toString(), target.toString(), null);
            case EXDEV ->
                throw new AtomicMoveNotSupportedException(
                        source.toString(), target.toString(), "they are on different file systems");
            case EPERM, EACCES -> throw new AccessDeniedException(source.toString(), target.toString(), null);
            default -> throw new FileSystemException(source.toString(), target.toString(), "errno " + error);
        };
    }

    private static int call(MethodHandle rename, Path source, Path target) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Libc.CALL_STATE);
            int result = (int) rename.invokeExact(
                    state, AT_FDCWD, bytes(arena, source), AT_FDCWD, bytes(arena, target), RENAME_NOREPLACE);
            return result == 0 ? 0 : Libc.errno(state);
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException("the C library could not be called", e);
        }
    }

    /** The name as the system has it. Text would not do, since not every name is UTF-8; a URI has every byte. */
    private static MemorySegment bytes(Arena arena, Path path) {
        String uri = path.toUri().getRawPath();
        // A folder's ends with a slash.
        String raw = uri.length() > 1 && uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
        byte[] ascii = raw.getBytes(StandardCharsets.US_ASCII);
        MemorySegment name = arena.allocate(ascii.length + 1L);
        int length = 0;
        for (int i = 0; i < ascii.length; i++) {
            byte next = ascii[i];
            if (next == '%') {
                next = (byte) Integer.parseInt(raw.substring(i + 1, i + 3), 16);
                i += 2;
            }
            name.set(JAVA_BYTE, length++, next);
        }
        return name;
    }

    private static final class Calls {
        static final Optional<MethodHandle> RENAME =
                System.getProperty("os.name").equals("Linux") && Libc.has("renameat2")
                        ? Optional.of(Libc.failing("renameat2", JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT))
                        : Optional.empty();
    }
}
