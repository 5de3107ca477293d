package dev.drover.agent.mind;

import dev.drover.agent.specialist.documentation.api.ApiIndex;
import dev.drover.agent.specialist.documentation.api.ApiMember;
import dev.drover.agent.specialist.documentation.api.ApiPackage;
import dev.drover.agent.specialist.documentation.api.ApiType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names of an API index, and whether others name the same.
 *
 * @param names by what they may be called: as they are, and after their package
 * @param members by their own name, without the type around them
 */
record ApiNames(Map<String, String> names, Set<String> members) {
    ApiNames {
        names = Map.copyOf(names);
        members = Set.copyOf(members);
    }

    static ApiNames of(List<ApiPackage> packages) {
        Map<String, String> names = new HashMap<>();
        Set<String> members = new HashSet<>();
        for (ApiPackage apiPackage : packages) {
            for (ApiPackage.Placed placed : apiPackage.types()) {
                ApiType type = placed.type();
                add(names, apiPackage, type.name());
                for (ApiMember member : ApiIndex.members(type)) {
                    add(names, apiPackage, nameOf(type, member));
                    members.add(member.name());
                }
            }
        }
        return new ApiNames(names, members);
    }

    private static void add(Map<String, String> names, ApiPackage apiPackage, String name) {
        if (!name.isEmpty()) {
            names.put(name, name);
            names.put(apiPackage.name() + "." + name, name);
        }
    }

    /** What stands outside of any type has its own name only. */
    static String nameOf(ApiType type, ApiMember member) {
        return type.name().isEmpty() ? member.name() : type.name() + "." + member.name();
    }

    /** The type or member that somebody names, as the index has it. */
    Optional<String> known(String said) {
        return Optional.ofNullable(names.get(plain(said)));
    }

    /** Whether it names a type or a member, be it without the type that has it. */
    boolean has(String said) {
        return known(said).isPresent() || members.contains(plain(said));
    }

    /** Without parameters, and with a dot where languages have other signs. */
    private static String plain(String said) {
        int parameters = said.indexOf('(');
        return (parameters < 0 ? said : said.substring(0, parameters))
                .strip()
                .replace("::", ".")
                .replace('#', '.');
    }
}
