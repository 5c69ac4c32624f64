package dev.colophon.web.body;

import java.io.InputStream;

/**
 * A form with a file. The file is the last part of the form, so that everything else is known
 * before its first byte is read.
 *
 * @param fileName as the browser named it, without folders; empty when no file was chosen
 * @param content the file as it arrives; ends with it
 */
public record Upload(Form form, String fileName, InputStream content) {}
