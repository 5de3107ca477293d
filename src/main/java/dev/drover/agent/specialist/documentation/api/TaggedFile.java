package dev.drover.agent.specialist.documentation.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes of a file's tags what it offers: types with their members, and what stands outside of any. */
final class TaggedFile {
    /** What only gives names to what stands in it. */
    private static final Set<String> NAMESPACES = Set.of("", "namespace", "package", "module");

    private final TagLanguage language;
    private final boolean exports;
    private final Map<String, ApiType> types = new LinkedHashMap<>();
    private final Map<String, List<ApiMember>> members = new LinkedHashMap<>();
    private final List<ApiMember> outside = new ArrayList<>();

    private TaggedFile(TagLanguage language, boolean exports) {
        this.language = language;
        this.exports = exports;
    }

    static ApiFile of(String path, TagLanguage language, List<Tag> tags) {
        boolean exports = tags.stream().anyMatch(Tag::isExported);
        var file = new TaggedFile(language, exports);
        tags.forEach(file::type);
        tags.forEach(file::member);
        int slash = path.lastIndexOf('/');
        return new ApiFile(
                language.title,
                slash < 0 ? "" : path.substring(0, slash),
                "",
                file.types(path.substring(slash + 1)),
                List.of(),
                0);
    }

    private void type(Tag tag) {
        boolean outermost = NAMESPACES.contains(tag.scopeKind());
        Optional<ApiType> outer = Optional.ofNullable(types.get(tag.scope()));
        if (language.isType(tag) && language.isPublic(tag, exports) && (outermost || outer.isPresent())) {
            String name = outermost
                    ? tag.name()
                    : outer.map(type -> type.name() + ".").orElse("") + tag.name();
            types.putIfAbsent(
                    tag.fullName(), new ApiType(name, language.signature(tag), "", tag.line(), false, List.of()));
        }
    }

    private void member(Tag tag) {
        if (!language.isMember(tag) || !language.isPublic(tag, exports)) {
            return;
        }
        var member = new ApiMember(tag.name(), language.signature(tag), "", tag.line(), false, false);
        if (NAMESPACES.contains(tag.scopeKind())) {
            outside.add(member);
        } else if (types.containsKey(tag.scope())) {
            members.computeIfAbsent(tag.scope(), scope -> new ArrayList<>()).add(member);
        } else if (language == TagLanguage.GO) {
            methodOfAnotherFile(tag, member);
        }
    }

    /** In Go a method may stand in another file than its type. */
    private void methodOfAnotherFile(Tag tag, ApiMember member) {
        String type = tag.scope().substring(tag.scope().lastIndexOf('.') + 1);
        if (!type.isEmpty() && Character.isUpperCase(type.codePointAt(0))) {
            types.put(tag.scope(), new ApiType(type, "methods of " + type, "", tag.line(), false, List.of()));
            members.computeIfAbsent(tag.scope(), scope -> new ArrayList<>()).add(member);
        }
    }

    private List<ApiType> types(String fileName) {
        var all = new ArrayList<ApiType>();
        if (!outside.isEmpty()) {
            all.add(new ApiType(fileName, fileName, "", 1, false, outside));
        }
        types.forEach((name, type) -> all.add(new ApiType(
                type.name(), type.signature(), "", type.line(), false, members.getOrDefault(name, List.of()))));
        return all;
    }
}
