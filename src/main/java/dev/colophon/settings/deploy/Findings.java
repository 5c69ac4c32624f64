package dev.colophon.settings.deploy;

import java.util.ArrayList;
import java.util.List;

/** Collects what the checks find. */
final class Findings {
    private final List<DeployFinding> found = new ArrayList<>();

    /**
     * @param holds whether it is to be mended
     */
    void add(boolean holds, String id, String subject, String finding, String remedy) {
        if (holds) {
            found.add(new DeployFinding("colophon." + id, subject, finding, remedy));
        }
    }

    List<DeployFinding> all() {
        return List.copyOf(found);
    }
}
