package dev.colophon.web;

import dev.colophon.settings.Settings;
import dev.colophon.web.answer.Failures;
import dev.colophon.web.page.Pages;
import dev.colophon.web.session.Authentication;
import dev.colophon.web.session.Cursors;
import dev.colophon.web.session.FormGuard;
import java.time.ZoneId;
import java.util.function.UnaryOperator;

/** What all exchanges share. */
record Site(
        Authentication authentication,
        Failures failures,
        Cursors cursors,
        Cors cors,
        FormGuard guard,
        Pages pages,
        ZoneId zone) {

    static Site of(Settings settings, Authentication authentication, ZoneId zone, UnaryOperator<String> assets) {
        var pages = new Pages(assets);
        return new Site(
                authentication,
                new Failures(settings.server().requests().debug(), pages),
                new Cursors(settings.account()),
                new Cors(settings.server()),
                new FormGuard(settings.account(), settings.server()),
                pages,
                zone);
    }
}
