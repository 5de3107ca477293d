package dev.drover.agent.specialist.documentation.api;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.support.WorkTree;
import java.io.IOException;
import java.util.List;

/** What the API index of a packet lists, for whoever has more to say of it. */
public final class ApiIndex {
    private ApiIndex() {}

    /** Reads it again out of the sources, most of it out of the cache. */
    public static List<ApiPackage> of(Assignment assignment) throws IOException, InterruptedException {
        return ApiPackage.of(
                ApiReading.of(assignment, WorkTree.list(assignment)).files());
    }

    /** The members of a type that it lists: what only overrides something is told of there. */
    public static List<ApiMember> members(ApiType type) {
        return type.members().stream()
                .filter(member -> member.documented() || !member.inherits())
                .toList();
    }
}
