#include "ui/readablestyle.h"

#include "ui/syntaxcolors.h"

#include <QPainter>
#include <QStyleOption>

namespace larder {

namespace {

constexpr double kReadable = 4.5;
constexpr double kStep = 0.05;

/// The faintest mixture of @p text that can be read on both @p grounds.
QColor faintText(const QColor& text, const QColor& ground, const QColor& otherGround)
{
    double share = 0.5;
    QColor colour = mixedColor(ground, text, share);
    while (share < 1 && std::min(contrastOf(colour, ground), contrastOf(colour, otherGround)) < kReadable) {
        share += kStep;
        colour = mixedColor(ground, text, std::min(share, 1.0));
    }
    return colour;
}

} // namespace

ReadableStyle::ReadableStyle(const QString& name) : QProxyStyle(name) { }

void ReadableStyle::polish(QPalette& palette)
{
    QProxyStyle::polish(palette);
    for (const auto group : {QPalette::Active, QPalette::Inactive, QPalette::Disabled}) {
        const auto colour = [&](QPalette::ColorRole role) { return palette.color(group, role); };
        palette.setColor(group, QPalette::PlaceholderText,
            faintText(colour(QPalette::Text), colour(QPalette::Base), colour(QPalette::Window)));
    }
}

// Those of Fusion are dark, whatever they lie on.
int ReadableStyle::styleHint(
    StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* returned) const
{
    return hint == SH_DialogButtonBox_ButtonsHaveIcons
        ? 0
        : QProxyStyle::styleHint(hint, option, widget, returned);
}

// Fusion makes the frame darker than the window, however dark that is.
void ReadableStyle::drawPrimitive(
    PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    if (element != PE_IndicatorCheckBox || !isDark(option->palette) || !option->state.testFlag(State_Enabled))
        return;
    const QPalette& palette = option->palette;
    painter->save();
    painter->setPen(faintText(
        palette.color(QPalette::WindowText), palette.color(QPalette::Window), palette.color(QPalette::Base)));
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
    painter->restore();
}

} // namespace larder
