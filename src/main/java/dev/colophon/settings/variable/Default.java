package dev.colophon.settings.variable;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What a variable is when nobody gives it, per profile: a text, something reckoned from the
 * variables declared before it, nothing, or an error because it is required.
 */
public final class Default {
    /**
     * @param words what the documents say
     * @param text reckons the text from the variables declared before
     */
    private record Fallback(String words, Optional<Function<Values, String>> text) {}

    private final Fallback common;
    private final Map<Profile, Fallback> byProfile = new EnumMap<>(Profile.class);
    private final Set<Profile> required = EnumSet.noneOf(Profile.class);

    private Default(Fallback common) {
        this.common = common;
    }

    /** The same in every profile that names no other. */
    public static Default of(String text) {
        return of(text, values -> text);
    }

    /** A default that depends on the machine or on other variables. */
    public static Default of(String words, Function<Values, String> text) {
        return new Default(new Fallback(words, Optional.of(text)));
    }

    /**
     * No default.
     *
     * @param words what it means when the variable is not set
     */
    public static Default none(String words) {
        return new Default(new Fallback(words, Optional.empty()));
    }

    /** Another default in one profile. */
    public Default in(Profile profile, String text) {
        return in(profile, text, values -> text);
    }

    /** Another default in one profile, reckoned from the variables declared before. */
    public Default in(Profile profile, String words, Function<Values, String> text) {
        byProfile.put(profile, new Fallback(words, Optional.of(text)));
        return this;
    }

    /**
     * None in one profile.
     *
     * @param words what happens there when the variable is not set
     */
    public Default absentIn(Profile profile, String words) {
        byProfile.put(profile, new Fallback(words, Optional.empty()));
        return this;
    }

    /** None in these profiles: it is an error not to give the variable. */
    public Default requiredIn(Profile... profiles) {
        for (Profile profile : profiles) {
            byProfile.put(profile, new Fallback("required", Optional.empty()));
        }
        required.addAll(List.of(profiles));
        return this;
    }

    /** The text that counts when nobody gives the variable. */
    public Optional<String> text(Values values) {
        return fallback(values.profile()).text().map(text -> text.apply(values));
    }

    public boolean isRequiredIn(Profile profile) {
        return required.contains(profile);
    }

    public boolean dependsOnProfile() {
        return !byProfile.isEmpty();
    }

    /** The default in one profile, in words. */
    public String words(Profile profile) {
        return fallback(profile).words();
    }

    /** The default in words: the common one, then the profiles with another. */
    public String words() {
        Map<String, String> profiles = new LinkedHashMap<>();
        byProfile.forEach((profile, fallback) ->
                profiles.merge(fallback.words(), profile.label(), (one, other) -> one + ", " + other));
        List<String> parts = new ArrayList<>();
        if (byProfile.size() < Profile.values().length) {
            parts.add(common.words());
        }
        profiles.forEach((words, names) -> parts.add(names + ": " + words));
        return String.join("; ", parts);
    }

    private Fallback fallback(Profile profile) {
        return byProfile.getOrDefault(profile, common);
    }
}
