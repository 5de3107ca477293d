package dev.drover.agent.specialist.coding.rewrite;

import java.util.List;
import java.util.Map;

/**
 * What a recipe is to be run on.
 *
 * @param workspace absolute path
 * @param files relative to the workspace; kinds that no parser knows are left out
 * @param recipes declarations of recipes in YAML, several documents in one text
 * @param recipe the name of the one to run
 * @param options those of {@link #UPGRADE}, which is no recipe of the declarations
 * @param classPath jars and folders with the types that Java sources use
 * @param answers an existing folder for the answer and the new contents
 */
public record RewriteJob(
        String workspace,
        List<String> files,
        String recipes,
        String recipe,
        Map<String, String> options,
        List<String> classPath,
        String answers) {
    /** The recipe that gives a dependency another version; its options are group, artifact and version. */
    public static final String UPGRADE = "upgrade_dependency";

    public RewriteJob {
        options = Map.copyOf(options);
        files = List.copyOf(files);
        classPath = List.copyOf(classPath);
    }
}
