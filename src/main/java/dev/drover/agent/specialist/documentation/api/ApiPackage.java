package dev.drover.agent.specialist.documentation.api;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The public types of one package, or of one folder of a language without packages.
 *
 * @param types by name
 */
public record ApiPackage(String language, String name, String about, List<Placed> types) {
    public ApiPackage {
        types = List.copyOf(types);
    }

    /** A type and the file that declares it. */
    public record Placed(String path, ApiType type) {}

    /** What the files offer together: Java first, then by language and name. */
    public static List<ApiPackage> of(SortedMap<String, ApiFile> files) {
        Map<String, Set<String>> exported = exported(files);
        var byName = new TreeMap<String, List<Map.Entry<String, ApiFile>>>();
        for (Map.Entry<String, ApiFile> entry : files.entrySet()) {
            ApiFile file = entry.getValue();
            if (isExported(entry.getKey(), file.group(), exported)) {
                String key = (file.language().equals("Java") ? "" : file.language()) + "\n" + file.group();
                byName.computeIfAbsent(key, k -> new ArrayList<>()).add(entry);
            }
        }
        return byName.values().stream()
                .map(ApiPackage::together)
                .filter(p -> !p.types.isEmpty())
                .toList();
    }

    private static ApiPackage together(List<Map.Entry<String, ApiFile>> files) {
        var types = new ArrayList<Placed>();
        files.forEach(file -> file.getValue().types().forEach(type -> types.add(new Placed(file.getKey(), type))));
        types.sort(Comparator.comparing((Placed placed) -> placed.type().name()).thenComparing(Placed::path));
        ApiFile first = files.getFirst().getValue();
        String about = files.stream()
                .map(file -> file.getValue().about())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
        return new ApiPackage(first.language(), first.group(), about, types);
    }

    /** Of each folder with a module descriptor, the packages that are open to everyone. */
    private static Map<String, Set<String>> exported(SortedMap<String, ApiFile> files) {
        var exported = new HashMap<String, Set<String>>();
        files.forEach((path, file) -> {
            if (path.equals("module-info.java") || path.endsWith("/module-info.java")) {
                exported.put(
                        path.substring(0, path.length() - "module-info.java".length()), new TreeSet<>(file.exports()));
            }
        });
        return exported;
    }

    private static boolean isExported(String path, String group, Map<String, Set<String>> exported) {
        for (int slash = path.lastIndexOf('/'); ; slash = path.lastIndexOf('/', slash - 1)) {
            Optional<Set<String>> packages = Optional.ofNullable(exported.get(path.substring(0, slash + 1)));
            if (packages.isPresent() || slash < 0) {
                return packages.isEmpty() || packages.get().contains(group);
            }
        }
    }
}
