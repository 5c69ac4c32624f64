package dev.colophon.cli;

import dev.colophon.problem.ExitCode;
import dev.colophon.problem.Problem;
import dev.colophon.problem.StartFailure;
import java.io.PrintWriter;
import picocli.CommandLine;

/** Says on stderr why a verb failed and what to do, and turns the failure into an exit code. */
final class FailurePrinter implements CommandLine.IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        return print(failure, command.getErr());
    }

    /** The same for a verb that nothing was parsed for. */
    static int print(Exception failure, PrintWriter errors) {
        switch (failure) {
            case StartFailure start -> {
                errors.println("colophon: " + start.what() + " failed");
                errors.println("  why:    " + start.why().replace("\n", "\n          "));
                errors.println("  remedy: " + start.remedy().replace("\n", "\n          "));
                errors.println("  exit code "
                        + start.exitCode().number()
                        + ": "
                        + start.exitCode().meaning());
                return start.exitCode().number();
            }
            case Problem problem -> {
                errors.println("colophon: " + problem.detail());
                problem.errors().forEach(error -> errors.println("  " + error.pointer() + ": " + error.message()));
                return exitCode(problem).number();
            }
            default -> {
                errors.println("colophon: an unexpected fault; please report it with this text:");
                failure.printStackTrace(errors);
                return ExitCode.FAULT.number();
            }
        }
    }

    /** Of what a person typed, or of the program. */
    private static ExitCode exitCode(Problem problem) {
        return switch (problem.kind()) {
            case INVALID, CONFLICT -> ExitCode.INPUT_REFUSED;
            default -> ExitCode.FAULT;
        };
    }
}
