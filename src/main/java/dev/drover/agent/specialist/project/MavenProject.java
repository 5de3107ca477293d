package dev.drover.agent.specialist.project;

import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.agent.specialist.support.SecureXml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A project with a {@code pom.xml}.
 *
 * @param wrapper whether it brings its own Maven as an executable {@code mvnw}
 * @param jacoco whether the pom names the JaCoCo plug-in
 */
public record MavenProject(
        Optional<String> name,
        Optional<String> description,
        Optional<String> mainClass,
        boolean wrapper,
        boolean jacoco)
        implements BuildSystem {
    private static final String JACOCO = "jacoco-maven-plugin";
    private static final int MAX_POM_BYTES = 4 << 20;

    static Optional<MavenProject> read(Path root, List<String> problems) throws IOException {
        Path pom = root.resolve("pom.xml");
        if (!SafeFiles.isRegular(pom)) {
            return Optional.empty();
        }
        Path mvnw = root.resolve("mvnw");
        boolean wrapper = SafeFiles.isRegular(mvnw) && Files.isExecutable(mvnw);
        Map<String, String> texts = new HashMap<>();
        try {
            byte[] bytes = SafeFiles.read(pom, MAX_POM_BYTES)
                    .orElseThrow(() -> new XMLStreamException("it is larger than " + MAX_POM_BYTES + " bytes"));
            collect(bytes, texts);
        } catch (XMLStreamException e) {
            problems.add("pom.xml cannot be understood: " + e.getMessage());
        }
        return Optional.of(new MavenProject(
                literal(texts, "project/name").or(() -> literal(texts, "project/artifactId")),
                literal(texts, "project/description"),
                literal(texts, "mainClass"),
                wrapper,
                texts.containsKey(JACOCO)));
    }

    /** Keeps the texts directly below the project, and the first main class that a plug-in is given. */
    private static void collect(byte[] bytes, Map<String, String> texts) throws XMLStreamException {
        XMLStreamReader xml = SecureXml.reader(bytes);
        Deque<String> open = new ArrayDeque<>();
        var text = new StringBuilder();
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    open.addLast(xml.getLocalName());
                    text.setLength(0);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    String key = open.size() == 2 ? String.join("/", open) : open.getLast();
                    if (open.size() == 2 || key.equals("mainClass")) {
                        texts.putIfAbsent(key, text.toString().strip());
                    }
                    if (key.equals("artifactId") && text.toString().strip().equals(JACOCO)) {
                        texts.put(JACOCO, "");
                    }
                    open.removeLast();
                    text.setLength(0);
                }
                default -> {}
            }
        }
    }

    /** A text that says something by itself: not empty, and without a property that only Maven can resolve. */
    private static Optional<String> literal(Map<String, String> texts, String key) {
        return Optional.ofNullable(texts.get(key)).filter(t -> !t.isEmpty() && !t.contains("${"));
    }

    /** The program to call, relative to the workspace or on the PATH. */
    public String program() {
        return wrapper ? "./mvnw" : "mvn";
    }

    @Override
    public String title() {
        return "Maven";
    }

    @Override
    public String buildFile() {
        return "pom.xml";
    }

    @Override
    public List<String> buildCommands() {
        return List.of(program() + " package");
    }

    @Override
    public List<String> testCommands() {
        return List.of(program() + " test");
    }

    @Override
    public List<EntryPoint> entryPoints() {
        return mainClass.map(name -> new EntryPoint(name, "main class in pom.xml")).stream()
                .toList();
    }
}
