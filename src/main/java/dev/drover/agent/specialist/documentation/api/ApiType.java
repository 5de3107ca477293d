package dev.drover.agent.specialist.documentation.api;

import java.util.List;

/**
 * A type, or with an empty name what stands outside of any.
 *
 * @param name with the names of the types around it
 * @param signature as it stands in the source
 * @param about the first sentence of its documentation, as Markdown; empty when there is none
 * @param documented whether it has any documentation
 */
public record ApiType(
        String name, String signature, String about, int line, boolean documented, List<ApiMember> members) {
    public ApiType {
        members = List.copyOf(members);
    }
}
