package dev.colophon.cli.backup;

import dev.colophon.backup.task.Doctor;
import dev.colophon.problem.ExitCode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code colophon backup doctor}. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Looks whether backups and restores would work: the target, the keys, the database, room for"
                + " working files, the clock. Ends with 1 when something would not.")
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private BackupOutput output = new BackupOutput();

    @Override
    public Integer call() {
        try (OpenBench open = OpenBench.withoutKey()) {
            List<Doctor.Diagnosis> found = new Doctor(open.bench()).run();
            boolean sound = found.stream().allMatch(Doctor.Diagnosis::ok);
            if (output.json()) {
                output.printJson(Map.of("ok", sound, "findings", found));
            } else {
                output.table(
                        List.of("", "SUBJECT", "FINDING"),
                        found.stream()
                                .map(one -> List.of(one.ok() ? "ok" : "FAILS", one.subject(), one.finding()))
                                .toList());
            }
            return (sound ? ExitCode.DONE : ExitCode.FAULT).number();
        }
    }
}
