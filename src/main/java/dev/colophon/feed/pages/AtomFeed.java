package dev.colophon.feed.pages;

import dev.colophon.feed.Event;
import dev.colophon.people.Person;
import dev.colophon.shelf.pages.Labels;
import dev.colophon.web.page.Dates;
import dev.colophon.web.page.Texts;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A journal as an Atom feed (RFC 4287). Its addresses are relative to its own, for only the reader knows ours. */
final class AtomFeed {
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    /** What no XML may hold, escaped or not. */
    private static final Pattern NOT_XML =
            Pattern.compile("[^\\t\\n\\r\\u0020-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private final XMLStreamWriter xml;
    private final Person owner;
    private final Dates dates;

    private AtomFeed(XMLStreamWriter xml, Person owner, Dates dates) {
        this.xml = xml;
        this.owner = owner;
        this.dates = dates;
    }

    static byte[] of(Person owner, List<Event> events, Dates dates) {
        var bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml = FACTORY.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            new AtomFeed(xml, owner, dates).write(events);
            xml.close();
        } catch (XMLStreamException fault) {
            throw new IllegalStateException("a feed cannot be written into memory", fault);
        }
        return bytes.toByteArray();
    }

    private void write(List<Event> events) throws XMLStreamException {
        String home = "/@" + owner.username();
        xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
        xml.writeStartElement("feed");
        xml.writeDefaultNamespace("http://www.w3.org/2005/Atom");
        // the id of the account itself is nobody's business
        element("id", urn(UUID.nameUUIDFromBytes(("journal/" + owner.id()).getBytes(StandardCharsets.UTF_8))));
        element("title", dates.texts().text("feed.person.heading", owner.displayName()));
        element(
                "updated",
                time(events.stream()
                        .map(Event::happenedAt)
                        .max(Instant::compareTo)
                        .orElse(owner.since())));
        xml.writeStartElement("author");
        element("name", owner.displayName());
        xml.writeEndElement();
        link("self", home + "/journal.atom");
        link("alternate", home + "/journal");
        for (Event event : events) {
            write(event, home);
        }
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void write(Event event, String home) throws XMLStreamException {
        xml.writeStartElement("entry");
        element("id", urn(event.id()));
        element("title", title(event));
        element("updated", time(event.happenedAt()));
        link("alternate", event.book() == null ? home + "/journal" : home + "/" + event.userbookId());
        element("content", event.comment() == null ? title(event) : event.comment());
        xml.writeEndElement();
    }

    private String title(Event event) {
        Texts texts = dates.texts();
        String how = event.rating() == null ? Sentences.how(event, dates) : Labels.starsText(event.rating(), texts);
        List<String> sentence = Sentences.pieces(event.kind(), true, texts);
        if (event.book() == null) {
            return Sentences.plain(sentence, owner.displayName(), "", how);
        }
        String did = Sentences.plain(sentence, owner.displayName(), event.book().title(), "");
        return how.isEmpty() ? did : texts.text("feed.entry_with_detail", did, how);
    }

    private void element(String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(NOT_XML.matcher(text).replaceAll("\uFFFD"));
        xml.writeEndElement();
    }

    private void link(String relation, String path) throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", relation);
        xml.writeAttribute("href", path);
    }

    private static String urn(UUID id) {
        return "urn:uuid:" + id;
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
