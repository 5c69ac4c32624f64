package dev.colophon.settings.deploy;

import dev.colophon.settings.Settings;
import dev.colophon.settings.reading.Reading;
import java.util.List;

/** What is allowed and yet unwise on a server that others can reach. */
public final class DeployChecklist {
    private DeployChecklist() {}

    /**
     * Goes through the whole list.
     *
     * @throws dev.colophon.problem.StartFailure when the settings are not even valid
     */
    public static List<DeployFinding> check(Reading reading) {
        Settings settings = reading.settings();
        Findings findings = new Findings();
        new ProgramChecks(settings, reading.effective(), findings).check();
        new SignInChecks(settings.account(), reading.effective(), findings).check();
        new TrustChecks(settings.server().trust(), findings).check();
        new DatabaseChecks(settings, findings).check();
        new OperationChecks(settings, findings).check();
        return findings.all();
    }
}
