#include "app/theme.h"

#include <QApplication>
#include <QPalette>
#include <QStyle>

namespace larder {

namespace {

QPalette paletteOf(const QColor& window, const QColor& base, const QColor& text)
{
    QPalette palette(window, window);
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::AlternateBase, window);
    palette.setColor(QPalette::ToolTipBase, window);
    for (const QPalette::ColorRole role :
        {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText})
        palette.setColor(role, text);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor(0x80, 0x80, 0x80));
    return palette;
}

} // namespace

void applyTheme(Theme theme)
{
    if (theme == Theme::Desktop)
        return;
    const bool isDark = theme == Theme::Dark;
    QPalette palette = isDark ? paletteOf(QColor(0x35, 0x35, 0x35), QColor(0x23, 0x23, 0x23), Qt::white)
                              : paletteOf(QColor(0xef, 0xef, 0xef), Qt::white, Qt::black);
    palette.setColor(QPalette::Highlight, isDark ? QColor(0x2a, 0x6f, 0xb0) : QColor(0x30, 0x8c, 0xc6));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, isDark ? QColor(0x6c, 0xb2, 0xf0) : QColor(0x00, 0x5a, 0xb0));
    // The style does so with the palette of the desktop only.
    QApplication::style()->polish(palette);
    QApplication::setPalette(palette);
}

} // namespace larder
