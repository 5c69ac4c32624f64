package dev.colophon.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.colophon.problem.Problem;
import dev.colophon.text.TextRule;

/** Turns Jackson's exceptions, whose messages quote the input, into sentences that do not. */
final class JsonFailure {
    private JsonFailure() {}

    static String sentence(JsonProcessingException failure) {
        var location = failure.getLocation();
        String place =
                location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
        return "The body is not the JSON that is expected" + place + ".";
    }

    static Problem problem(JsonMappingException failure) {
        if (failure.getCause() instanceof Problem problem) {
            return problem;
        }
        String pointer = pointer(failure);
        return switch (failure) {
            case UnrecognizedPropertyException unknown ->
                Problem.invalid(pointer, "unknown_field", "This field is not known.");
            case InvalidFormatException format ->
                Problem.invalid(pointer, "format", "The value has not the form expected here.");
            case MismatchedInputException mismatch ->
                Problem.invalid(pointer, "type", "The value has not the type expected here.");
            default -> Problem.invalid(pointer, "value", "The value is not accepted here.");
        };
    }

    private static String pointer(JsonMappingException failure) {
        var pointer = new StringBuilder();
        for (JsonMappingException.Reference step : failure.getPath()) {
            pointer.append('/');
            if (step.getFieldName() == null) {
                pointer.append(step.getIndex());
            } else {
                pointer.append(TextRule.printable(step.getFieldName()));
            }
        }
        return pointer.toString();
    }
}
