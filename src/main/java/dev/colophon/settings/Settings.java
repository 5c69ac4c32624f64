package dev.colophon.settings;

/** Everything the environment decides, validated; one record for each part of the program. */
public record Settings(
        Profile profile,
        boolean debug,
        ServerSettings server,
        DatabaseSettings database,
        MigrationSettings migration,
        StaticSettings staticFiles,
        AccountSettings account,
        LoggingSettings logging,
        ImportSettings imports) {}
