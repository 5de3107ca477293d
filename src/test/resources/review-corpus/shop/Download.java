package shop;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

final class Download {
    private final Path root = Path.of("/srv/files");

    void direct(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (var in = new FileInputStream("/srv/files/" + request.getParameter("name"))) {
            in.transferTo(response.getOutputStream());
        }
    }

    byte[] byVariable(HttpServletRequest request) throws IOException {
        String name = request.getParameter("name");
        Path file = root.resolve(name);
        return Files.readAllBytes(file);
    }

    byte[] spring(@RequestParam String name) throws IOException {
        return Files.readAllBytes(Paths.get("/srv/files", name));
    }

    byte[] checked(HttpServletRequest request) throws IOException {
        Path file = root.resolve(request.getParameter("name")).normalize();
        if (!file.startsWith(root)) {
            throw new IOException("outside");
        }
        return Files.readAllBytes(file);
    }

    void unpack(ZipInputStream zip) throws IOException {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            var file = new File("/srv/files", entry.getName());
            Files.copy(zip, file.toPath());
        }
    }

    void go(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.sendRedirect(request.getParameter("next"));
    }

    void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String name = request.getParameter("name");
        response.getWriter().println("<p>Hello " + name + "</p>");
    }

    void fetch(HttpServletRequest request) throws IOException {
        var url = new URL(request.getParameter("feed"));
        url.openStream().close();
    }

    Object restore(HttpServletRequest request) throws IOException, ClassNotFoundException {
        try (var in = new ObjectInputStream(request.getInputStream())) {
            return in.readObject();
        }
    }

    Object decode(java.io.InputStream in) {
        return new java.beans.XMLDecoder(in).readObject();
    }

    Object script(javax.script.ScriptEngine engine, HttpServletRequest request) throws Exception {
        return engine.eval(request.getParameter("formula"));
    }

    void run(HttpServletRequest request) throws IOException {
        Runtime.getRuntime().exec(request.getParameter("tool"));
    }
}
