package dev.drover.agent.specialist.coding;

import dev.drover.agent.specialist.coding.rewrite.RewriteJob;
import dev.drover.agent.specialist.coding.text.EditRefused;
import dev.drover.message.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The recipe that the params of a task ask for.
 *
 * @param shown its name for a person
 * @param name under which it is declared in {@code yaml}
 * @param yaml the declaration, which may be that of the workspace
 * @param options of the recipe that is not declared
 * @param needsTypes whether it looks at the types of Java sources
 */
record AskedRecipe(String shown, String name, String yaml, Map<String, String> options, boolean needsTypes) {
    private static final String OURS = "drover.Asked";

    /**
     * Reads the params.
     *
     * @param declared what the workspace declares in its {@code rewrite.yml}
     * @throws EditRefused when they name no recipe, or not all that it needs
     */
    static AskedRecipe of(Map<String, String> params, Optional<String> declared) throws EditRefused {
        String recipe = params.getOrDefault("recipe", "");
        return switch (recipe) {
            case "change_type" ->
                ours(
                        recipe,
                        true,
                        step(
                                "org.openrewrite.java.ChangeType",
                                "oldFullyQualifiedTypeName",
                                need(params, "from"),
                                "newFullyQualifiedTypeName",
                                need(params, "to")));
            case "change_package" ->
                ours(
                        recipe,
                        true,
                        step(
                                "org.openrewrite.java.ChangePackage",
                                "oldPackageName",
                                need(params, "from"),
                                "newPackageName",
                                need(params, "to"),
                                "recursive",
                                "true"));
            case "change_method_name" ->
                ours(
                        recipe,
                        true,
                        step(
                                "org.openrewrite.java.ChangeMethodName",
                                "methodPattern",
                                need(params, "method"),
                                "newMethodName",
                                need(params, "to"),
                                "matchOverrides",
                                "true"));
            case "change_property" -> ours(recipe, false, property("yaml", params), property("properties", params));
            case RewriteJob.UPGRADE ->
                new AskedRecipe(
                        recipe,
                        recipe,
                        "",
                        Map.of(
                                "group", need(params, "group"),
                                "artifact", need(params, "artifact"),
                                "version", need(params, "version")),
                        false);
            default -> named(recipe, params, declared);
        };
    }

    private static AskedRecipe named(String recipe, Map<String, String> params, Optional<String> declared)
            throws EditRefused {
        if (!recipe.matches("[A-Za-z_][A-Za-z0-9_$-]*(\\.[A-Za-z_][A-Za-z0-9_$-]*)+")) {
            throw new EditRefused("The param recipe is '" + recipe + "'; it has to be change_type, change_package,"
                    + " change_method_name, change_property, upgrade_dependency, or the full name of a recipe");
        }
        if (declared.filter(text -> text.contains(recipe)).isPresent()) {
            return new AskedRecipe(recipe, recipe, declared.get(), Map.of(), true);
        }
        Map<String, Object> options = new LinkedHashMap<>();
        for (String param : new TreeSet<>(params.keySet())) {
            if (param.startsWith("option.")) {
                options.put(param.substring("option.".length()), params.get(param));
            }
        }
        AskedRecipe asked = ours(recipe, true, options.isEmpty() ? recipe : Map.of(recipe, options));
        return declared.isPresent()
                ? new AskedRecipe(recipe, OURS, declared.get() + "\n---\n" + asked.yaml(), Map.of(), true)
                : asked;
    }

    private static Map<String, Object> property(String kind, Map<String, String> params) throws EditRefused {
        Map<String, Object> options = new LinkedHashMap<>(Map.of(
                "propertyKey", need(params, "key"), "newValue", need(params, "value"), "relaxedBinding", "false"));
        Optional.ofNullable(params.get("old_value")).ifPresent(old -> options.put("oldValue", old));
        return Map.of("org.openrewrite." + kind + ".ChangePropertyValue", options);
    }

    private static Map<String, Object> step(String recipe, String... options) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (int i = 0; i < options.length; i += 2) {
            all.put(options[i], options[i + 1]);
        }
        return Map.of(recipe, all);
    }

    private static String need(Map<String, String> params, String name) throws EditRefused {
        String value = params.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new EditRefused("The recipe " + params.get("recipe") + " needs the param " + name
                    + ", which the task does not give");
        }
        return value;
    }

    /** JSON is YAML, and has one way to write each text. */
    private static AskedRecipe ours(String shown, boolean needsTypes, Object... steps) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", "specs.openrewrite.org/v1beta/recipe");
        document.put("name", OURS);
        document.put("displayName", shown);
        document.put("description", "What the task asks for.");
        document.put("recipeList", List.of(steps));
        return new AskedRecipe(shown, OURS, Json.mapper().writeValueAsString(document), Map.of(), needsTypes);
    }
}
