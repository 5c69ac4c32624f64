/** Whether pictures and attachments can be kept, looked at for whoever deploys; a server looks by itself. */
@NullMarked
package dev.colophon.media.check;

import org.jspecify.annotations.NullMarked;
