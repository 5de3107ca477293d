package dev.drover.report;

import dev.drover.message.RequestResult;
import dev.drover.report.account.Plan;
import dev.drover.report.account.RunAccount;
import dev.drover.report.page.Block;
import dev.drover.report.page.Inline;
import dev.drover.report.page.Page;
import java.util.ArrayList;
import java.util.List;

/** How it was planned, and where everything lies. */
final class PlacesSection {
    static final String ID = "places";

    private PlacesSection() {}

    static Page.Section of(RunAccount run) {
        List<List<Inline>> lines = new ArrayList<>();
        lines.add(Inline.line("The answer: ", new Inline.FileLink("result.json", "result.json")));
        lines.add(Inline.line("The request as it came: ", new Inline.FileLink("request.json", "request.json")));
        lines.add(Inline.line("The plan: ", new Inline.FileLink("plan.json", "plan.json")));
        lines.add(Inline.line(
                "Results, output and files of each task: ",
                new Inline.Code("tasks/TASK/ATTEMPT/"),
                " in ",
                new Inline.Code(run.folder().toString())));
        run.asked()
                .workspace()
                .ifPresent(workspace -> lines.add(Inline.line("The workspace: ", new Inline.Code(workspace))));
        RequestResult.Anchor audit = run.result().audit();
        lines.add(Inline.line(
                "Every decision: ",
                new Inline.Code("drover logs --request " + run.requestId()),
                "; the end is line " + audit.seq() + " of the journal, with the hash ",
                new Inline.Code(audit.hash())));
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Bullets(lines));
        Plan plan = run.plan();
        String how = plan.pattern().map(name -> "by the pattern " + name + ". ").orElse("")
                + plan.reason().orElse("") + ". " + plan.strategyReason().orElse("");
        blocks.add(Block.paragraph(new Inline.Strong("Planned"), " " + how));
        return new Page.Section(ID, "Where everything lies", blocks);
    }
}
