package dev.drover.agent.specialist.documentation.api;

import dev.drover.agent.specialist.documentation.api.ApiPackage.Placed;
import dev.drover.agent.specialist.documentation.page.Markdown;
import dev.drover.agent.specialist.documentation.page.Slugs;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.Shortened;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The index as pages: one for all, or when that would be large one for each package beside a list of them. */
final class ApiPages {
    static final String INDEX = "docs/api.md";
    static final String FOLDER = "docs/api/";
    private static final int MAX_INDEX = 256 << 10;
    private static final int MAX_PAGE = 2 << 20;
    private static final int MAX_LINES = 20_000;

    private ApiPages() {}

    /**
     * A page.
     *
     * @param title its first line when it has to be made
     * @param markdown what its section says
     */
    record Page(String name, String title, String markdown) {}

    /** All pages; the list of packages comes last. */
    static List<Page> of(List<ApiPackage> packages) {
        long size = packages.stream().mapToLong(ApiPages::size).sum();
        return size > MAX_INDEX ? perPackage(packages) : List.of(single(packages));
    }

    /** About how many characters its types take on a page. */
    private static long size(ApiPackage apiPackage) {
        long size = 0;
        for (Placed placed : apiPackage.types()) {
            ApiType type = placed.type();
            size += 2L * placed.path().length()
                    + type.signature().length()
                    + type.about().length();
            for (ApiMember member : type.members()) {
                size += placed.path().length()
                        + member.signature().length()
                        + member.about().length();
            }
        }
        return size;
    }

    private static Page single(List<ApiPackage> packages) {
        var slugs = new Slugs();
        slugs.next("API index");
        slugs.next("Public API");
        var anchors = new ArrayList<String>();
        for (ApiPackage apiPackage : packages) {
            anchors.add("#" + slugs.next(title(apiPackage)));
            apiPackage.types().forEach(placed -> slugs.next(placed.type().name()));
        }
        var out = new StringBuilder(list(packages, anchors));
        for (ApiPackage apiPackage : packages) {
            out.append("\n### ").append(Markdown.text(title(apiPackage))).append("\n\n");
            about(out, apiPackage);
            out.append(types(apiPackage, "../", "####"));
        }
        return new Page(INDEX, "# API index\n", out.toString());
    }

    private static List<Page> perPackage(List<ApiPackage> packages) {
        var pages = new ArrayList<Page>();
        var links = new ArrayList<String>();
        for (ApiPackage apiPackage : packages) {
            String file = fileName(apiPackage);
            var out = new StringBuilder();
            about(out, apiPackage);
            out.append(types(apiPackage, "../../", "##"));
            pages.add(new Page(FOLDER + file, "# " + Markdown.text(title(apiPackage)) + "\n", out.toString()));
            links.add("api/" + Markdown.destination(file));
        }
        pages.add(new Page(INDEX, "# API index\n", list(packages, links)));
        return pages;
    }

    private static String list(List<ApiPackage> packages, List<String> links) {
        int types = packages.stream().mapToInt(p -> p.types().size()).sum();
        var out = new StringBuilder("## Public API\n\n" + types + (types == 1 ? " type" : " types")
                + " that others may use. Links lead to the lines on which things are declared.\n");
        if (!packages.isEmpty()) {
            out.append("\n| package | types | what it is |\n| --- | ---: | --- |\n");
        }
        for (int i = 0; i < Math.min(MAX_LINES, packages.size()); i++) {
            ApiPackage apiPackage = packages.get(i);
            out.append("| ")
                    .append(Markdown.link(Markdown.code(title(apiPackage)), links.get(i)))
                    .append(" | ")
                    .append(apiPackage.types().size())
                    .append(" | ")
                    .append(apiPackage.about())
                    .append(" |\n");
        }
        return out.toString();
    }

    private static void about(StringBuilder out, ApiPackage apiPackage) {
        out.append(apiPackage.about()).append(apiPackage.about().isEmpty() ? "" : "\n\n");
    }

    private static String types(ApiPackage apiPackage, String toRoot, String heading) {
        var out = new StringBuilder();
        int left = 0;
        for (Placed placed : apiPackage.types()) {
            if (out.length() > MAX_PAGE) {
                left++;
            } else {
                type(out, placed, toRoot, heading);
            }
        }
        return left == 0 ? out.toString() : out + "\nAnd " + left + " more types, for which this page is too long.\n";
    }

    private static void type(StringBuilder out, Placed placed, String toRoot, String heading) {
        ApiType type = placed.type();
        String file = toRoot + Markdown.destination(placed.path());
        out.append(heading).append(' ').append(Markdown.text(type.name())).append("\n\n");
        out.append(Markdown.link(Markdown.code(type.signature()), file + "#L" + type.line()));
        out.append(type.about().isEmpty() ? "" : "  \n" + Shortened.of(type.about(), 1000))
                .append("\n\n");
        List<ApiMember> members = ApiIndex.members(type);
        if (!members.isEmpty()) {
            out.append("| member | what it is |\n| --- | --- |\n");
            for (ApiMember member : members) {
                out.append("| ")
                        .append(Markdown.link(Markdown.code(member.signature()), file + "#L" + member.line()))
                        .append(" | ")
                        .append(member.about())
                        .append(" |\n");
            }
            out.append('\n');
        }
    }

    private static String title(ApiPackage apiPackage) {
        if (apiPackage.language().equals("Java")) {
            return apiPackage.name().isEmpty() ? "Java without a package" : apiPackage.name();
        }
        return apiPackage.language() + " in " + (apiPackage.name().isEmpty() ? "the root folder" : apiPackage.name());
    }

    /** A name that every file system takes; what had to be changed for it is told apart by a hash. */
    private static String fileName(ApiPackage apiPackage) {
        String title = title(apiPackage);
        String plain = title.replace(' ', '-').replace('/', '-').replaceAll("[^A-Za-z0-9._-]", "_");
        boolean same = plain.equals(title) && plain.length() <= 120;
        String hash = SafeFiles.sha256(title.getBytes(StandardCharsets.UTF_8)).substring(0, 8);
        return (same ? plain : Shortened.of(plain, 100).replace("…", "") + "-" + hash) + ".md";
    }
}
