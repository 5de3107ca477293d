package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.project.Project;
import dev.drover.agent.specialist.project.Projects;
import dev.drover.agent.specialist.support.Git;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The projects of a workspace, without those in folders that its git ignores. */
final class OwnProjects {
    private OwnProjects() {}

    static List<Project> of(Assignment assignment) throws IOException, InterruptedException {
        List<Project> all = Projects.find(assignment.workspace());
        var git = new Git(assignment);
        if (all.size() == 1 || !git.isWorkTree()) {
            return all;
        }
        var own = new ArrayList<Project>();
        for (Project project : all) {
            boolean root = project.root().equals(assignment.workspace());
            if (root
                    || git.run("check-ignore", "-q", "--", project.root().toString())
                                    .exitCode()
                            != 0) {
                own.add(project);
            }
        }
        return List.copyOf(own);
    }
}
