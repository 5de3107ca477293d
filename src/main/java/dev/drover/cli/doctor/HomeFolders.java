package dev.drover.cli.doctor;

import dev.drover.bus.DiskSpace;
import dev.drover.bus.Home;
import dev.drover.bus.HomeAccess;
import dev.drover.cli.view.DiskShortage;
import dev.drover.message.Priority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The home as folders on a disk. */
final class HomeFolders {
    private static final Set<String> NETWORK = Set.of(
            "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "vboxsf", "afs", "ceph", "glusterfs", "fuse.sshfs", "drvfs");

    private final Home home;
    private final Map<String, String> environment;

    HomeFolders(Home home, Map<String, String> environment) {
        this.home = home;
        this.environment = environment;
    }

    Map<String, Doctor.Look> looks() {
        Map<String, Doctor.Look> looks = new LinkedHashMap<>();
        looks.put("folders", this::folders);
        looks.put("permissions", this::permissions);
        looks.put("file system", this::fileSystem);
        looks.put("disk space", this::space);
        return looks;
    }

    private List<Diagnosis> folders() {
        List<Path> all = new ArrayList<>(List.of(
                home.control(),
                home.queue(),
                home.claimed(),
                home.results(),
                home.deadLetter(),
                home.runs(),
                home.keys(),
                home.logs()));
        for (Priority lane : Priority.values()) {
            all.add(home.lane(lane));
        }
        List<String> missing = new ArrayList<>();
        List<String> closed = new ArrayList<>();
        for (Path folder : all) {
            if (!Files.isDirectory(folder)) {
                missing.add(home.name(folder));
            } else if (!Files.isWritable(folder) || !Files.isExecutable(folder)) {
                closed.add(home.name(folder));
            }
        }
        List<Diagnosis> found = new ArrayList<>();
        if (!closed.isEmpty()) {
            found.add(Diagnosis.problem(
                    "folders", "not writable: " + String.join(", ", closed), "give them to the user who runs Drover"));
        }
        if (!missing.isEmpty()) {
            found.add(Diagnosis.warning(
                    "folders",
                    "missing: " + String.join(", ", missing),
                    "the daemon makes them when it starts; or: drover init " + home.root()));
        }
        return found.isEmpty() ? List.of(Diagnosis.ok("folders", "all there and writable")) : found;
    }

    private List<Diagnosis> permissions() throws IOException {
        List<Diagnosis> found = new ArrayList<>();
        for (HomeAccess.Flaw flaw : HomeAccess.flaws(home)) {
            found.add(Diagnosis.problem(
                    "permissions",
                    flaw.what() + ", who could have commands run as you; no daemon starts here",
                    flaw.remedy()));
        }
        if (found.isEmpty() && HomeAccess.isOpen(home)) {
            found.add(Diagnosis.warning(
                    "permissions",
                    "other users may look at requests, results and logs",
                    "chmod go-rwx '" + home.root() + "'"));
        }
        return found.isEmpty() ? List.of(Diagnosis.ok("permissions", "no other user may enter or write here")) : found;
    }

    private List<Diagnosis> fileSystem() throws IOException {
        String type = Files.getFileStore(home.root()).type();
        if (NETWORK.contains(type)) {
            return List.of(Diagnosis.warning(
                    "file system",
                    type + ": files of a network are not told of when they change, and a rename may not be atomic",
                    "keep the home on a local disk; workspaces may stay where they are"));
        }
        if (type.equals("tmpfs") || type.equals("ramfs")) {
            return List.of(Diagnosis.warning(
                    "file system", type + ": everything is gone after a restart of the machine", "move it to a disk"));
        }
        return List.of(Diagnosis.ok("file system", type));
    }

    private List<Diagnosis> space() throws IOException {
        long free = DiskSpace.freeMb(home.root());
        String what = free + " MiB free";
        Optional<String> shortage = DiskShortage.of(home, environment).now();
        if (shortage.isPresent()) {
            return List.of(Diagnosis.problem("disk space", shortage.get(), "make room: requests wait until there is"));
        }
        if (free < 1024) {
            return List.of(Diagnosis.warning("disk space", what, "make room soon"));
        }
        return List.of(Diagnosis.ok("disk space", what));
    }
}
