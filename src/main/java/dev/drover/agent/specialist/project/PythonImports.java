package dev.drover.agent.specialist.project;

import dev.drover.agent.specialist.support.SafeFiles;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells from which folder a test file finds what it imports. Both pytest and unittest put on Python's path the folder
 * in which they are started and the one in which the test's outermost package lies; pytest also does so for each
 * {@code conftest.py} on the way. What is found there needs nothing more.
 */
final class PythonImports {
    private static final int MAX_BYTES = 1 << 20;
    private static final Pattern IMPORT = Pattern.compile(
            "(?m)^[ \\t]{0,40}(?:from[ \\t]{1,9}(\\w[\\w.]{0,200})[ \\t]{1,9}import\\b|import[ \\t]{1,9}(\\w[\\w., \\t]{0,400}))");

    /** A module of the project that is called like one of these is mostly not what a test imports. */
    private static final Set<String> STANDARD = Set.of("""
            abc argparse array ast asyncio atexit base64 bdb binascii bisect builtins bz2 cProfile calendar
            cmath cmd code codecs codeop collections colorsys compileall concurrent configparser contextlib
            contextvars copy copyreg csv ctypes curses dataclasses datetime dbm decimal difflib dis doctest
            email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch fractions
            ftplib functools gc getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http
            imaplib importlib inspect io ipaddress itertools json keyword linecache locale logging lzma
            mailbox marshal math mimetypes mmap modulefinder multiprocessing netrc numbers operator
            optparse os pathlib pdb pickle pickletools pkgutil platform plistlib poplib pprint profile
            pstats pty pwd py_compile pydoc pyexpat queue quopri random re readline reprlib resource
            rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtplib socket
            socketserver sqlite3 ssl stat statistics string stringprep struct subprocess symtable sys
            sysconfig syslog tabnanny tarfile tempfile termios textwrap threading time timeit tkinter token
            tokenize tomllib trace traceback tracemalloc tty turtle types typing unicodedata unittest
            urllib uuid venv warnings wave weakref webbrowser wsgiref xml xmlrpc zipapp zipfile zipimport
            zlib zoneinfo
            """.strip().split("\\s+"));

    private PythonImports() {}

    /** The nearest folder at or above a test file in which all of the project's that it imports is found; else the root. */
    static Path home(Path root, Path test, String text) throws IOException {
        var chain = new ArrayList<Path>();
        for (Path at = test.getParent(); at != null && at.startsWith(root); at = at.getParent()) {
            chain.add(at);
        }
        Set<String> modules = modules(text);
        var paths = new ArrayList<Path>();
        paths.add(outermost(chain.getFirst(), root));
        boolean sets = text.contains("sys.path");
        for (Path folder : chain) {
            String conftest =
                    SafeFiles.readText(folder.resolve("conftest.py"), MAX_BYTES).orElse("");
            if (!conftest.isEmpty()) {
                modules.addAll(modules(conftest));
                paths.add(outermost(folder, root));
                sets |= conftest.contains("sys.path");
            }
        }
        if (sets) {
            return root;
        }
        modules.removeIf(module -> anyHas(paths, module) || !anyHas(chain, module));
        return modules.isEmpty()
                ? root
                : chain.stream()
                        .filter(folder -> folder.equals(root) || !isPackage(folder))
                        .filter(folder -> modules.stream().allMatch(module -> has(folder, module)))
                        .findFirst()
                        .orElse(root);
    }

    private static Set<String> modules(String text) {
        var modules = new HashSet<String>();
        Matcher imports = IMPORT.matcher(text);
        while (imports.find()) {
            String named = imports.group(1) != null ? imports.group(1) : imports.group(2);
            for (String one : List.of(named.split(",", -1))) {
                String module = one.strip().replaceFirst("[ \\t].*$", "");
                if (!module.isEmpty()
                        && !module.endsWith(".")
                        && !STANDARD.contains(module.replaceFirst("\\..*$", ""))) {
                    modules.add(module);
                }
            }
        }
        return modules;
    }

    /** The folder in which the outermost package lies that holds a folder; the folder itself when it is no package. */
    static Path outermost(Path folder, Path root) {
        Path at = folder;
        while (isPackage(at) && !at.equals(root) && at.getParent() != null) {
            at = at.getParent();
        }
        return at;
    }

    private static boolean anyHas(List<Path> folders, String module) {
        return folders.stream().anyMatch(folder -> has(folder, module));
    }

    private static boolean has(Path folder, String module) {
        Path path = folder.resolve(module.replace('.', '/'));
        return SafeFiles.isRegular(path.resolveSibling(path.getFileName() + ".py")) || holdsPython(path);
    }

    /** A folder of data that happens to have a module's name is none. */
    private static boolean holdsPython(Path folder) {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (entry.toString().endsWith(".py") || SafeFiles.isRegular(entry.resolve("__init__.py"))) {
                    return true;
                }
            }
            return false;
        } catch (IOException | DirectoryIteratorException e) {
            // What cannot be listed cannot be imported either.
            return false;
        }
    }

    static boolean isPackage(Path folder) {
        return SafeFiles.isRegular(folder.resolve("__init__.py"));
    }
}
