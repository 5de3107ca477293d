package dev.drover.agent.specialist.documentation.overview;

import dev.drover.agent.specialist.documentation.page.Markdown;
import dev.drover.agent.specialist.support.SafeFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The licence of a project, by the words of the file at its root. */
final class Licences {
    private static final int MAX_BYTES = 256 << 10;
    private static final Pattern NAME =
            Pattern.compile("(?i)(LICEN[CS]E|COPYING|UNLICENSE)(\\.(md|txt|rst)|[-.][A-Za-z0-9.-]{1,20})?");
    private static final Pattern VERSION = Pattern.compile("Version (\\d(?:\\.\\d)?)");
    private static final Map<String, String> BY_WORDS = new LinkedHashMap<>();

    static {
        BY_WORDS.put("GNU AFFERO GENERAL PUBLIC LICENSE", "GNU AGPL");
        BY_WORDS.put("GNU LESSER GENERAL PUBLIC LICENSE", "GNU LGPL");
        BY_WORDS.put("GNU GENERAL PUBLIC LICENSE", "GNU GPL");
        BY_WORDS.put("Apache License Version 2.0", "Apache License 2.0");
        BY_WORDS.put("Mozilla Public License", "Mozilla Public License");
        BY_WORDS.put("Eclipse Public License", "Eclipse Public License");
        BY_WORDS.put("Permission is hereby granted, free of charge", "MIT License");
        BY_WORDS.put("Permission to use, copy, modify, and/or distribute", "ISC License");
        BY_WORDS.put("Redistribution and use in source and binary forms", "a BSD licence");
        BY_WORDS.put("This is free and unencumbered software", "Unlicense");
    }

    private Licences() {}

    static boolean isLicence(String file) {
        return NAME.matcher(file).matches();
    }

    /** A sentence on each licence file at the root; empty when there is none. */
    static Optional<String> in(Path workspace, List<String> files) throws IOException {
        var out = new StringBuilder();
        for (String file : files.stream().filter(Licences::isLicence).toList()) {
            String text = SafeFiles.readText(workspace.resolve(file), MAX_BYTES)
                    .orElse("")
                    .replaceAll("\\s+", " ");
            String name = BY_WORDS.keySet().stream()
                    .filter(text::contains)
                    .map(words -> version(BY_WORDS.getOrDefault(words, ""), text))
                    .findFirst()
                    .orElse("a text that Drover does not know");
            out.append(out.isEmpty() ? "" : "\n")
                    .append(Markdown.code(file))
                    .append(" holds ")
                    .append(name)
                    .append('.');
        }
        return out.isEmpty() ? Optional.empty() : Optional.of(out.toString());
    }

    private static String version(String name, String text) {
        Matcher matcher = VERSION.matcher(text);
        return name.startsWith("GNU") && matcher.find() ? name + " " + matcher.group(1) : name;
    }
}
