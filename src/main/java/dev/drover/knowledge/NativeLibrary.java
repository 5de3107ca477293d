package dev.drover.knowledge;

import dev.drover.bus.DurableFiles;
import dev.drover.bus.HomeAccess;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.JDBC;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * The driver's native library, unpacked once for all processes of a home. Left to itself, the driver unpacks it at each
 * start into the system's folder for temporary files, where it stays when the process is killed.
 */
final class NativeLibrary {
    private static final Logger log = LoggerFactory.getLogger(NativeLibrary.class);
    private static final String FOLDER = "org.sqlite.lib.path";
    private static final String NAME = "org.sqlite.lib.name";

    private NativeLibrary() {}

    /** Says to the driver where the library is, unless somebody did; it finds one by itself when this does not work. */
    static synchronized void prepare(Path folder) {
        if (System.getProperty(FOLDER) != null) {
            return;
        }
        String name = LibraryLoaderUtil.getNativeLibName();
        URL packed = JDBC.class.getResource(LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name);
        if (packed == null) {
            return;
        }
        try (InputStream in = packed.openStream()) {
            Path place = folder.resolve("sqlite-" + SQLiteJDBCLoader.getVersion());
            Path file = place.resolve(name);
            if (Files.notExists(file)
                    || Files.size(file) != packed.openConnection().getContentLengthLong()) {
                HomeAccess.createFolder(place);
                DurableFiles.publish(file, in.readAllBytes());
            }
            System.setProperty(NAME, name);
            System.setProperty(FOLDER, place.toString());
        } catch (IOException e) {
            log.debug("the library of SQLite cannot be kept in {}: {}", folder, e.toString());
        }
    }
}
