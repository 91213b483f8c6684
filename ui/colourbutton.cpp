#include "ui/colourbutton.h"

#include <QMenu>
#include <QPainter>

#include <array>

namespace larder {

namespace {

// Told apart by most colour-blind people, on light and on dark (Okabe and Ito, "Color Universal Design",
// 2008).
struct NamedColour
{
    const char* name;
    QRgb rgb;
};
constexpr std::array<NamedColour, 7> kColours{{{QT_TRANSLATE_NOOP("ColourButton", "Orange"), 0xffe69f00},
    {QT_TRANSLATE_NOOP("ColourButton", "Sky blue"), 0xff56b4e9},
    {QT_TRANSLATE_NOOP("ColourButton", "Green"), 0xff009e73},
    {QT_TRANSLATE_NOOP("ColourButton", "Yellow"), 0xfff0e442},
    {QT_TRANSLATE_NOOP("ColourButton", "Blue"), 0xff0072b2},
    {QT_TRANSLATE_NOOP("ColourButton", "Red"), 0xffd55e00},
    {QT_TRANSLATE_NOOP("ColourButton", "Purple"), 0xffcc79a7}}};

QIcon patch(const QColor& colour)
{
    QPixmap pixmap(16, 16);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setPen(Qt::gray);
    painter.setBrush(colour.isValid() ? QBrush(colour) : QBrush());
    painter.drawRect(1, 1, 13, 13);
    return pixmap;
}

} // namespace

ColourButton::ColourButton(QWidget* parent) : QToolButton(parent)
{
    setPopupMode(QToolButton::InstantPopup);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setAccessibleName(tr("Colour"));
    auto* const menu = new QMenu(this);
    const auto add = [&](const QString& name, const QColor& colour) {
        connect(menu->addAction(patch(colour), name), &QAction::triggered, this, [this, colour] {
            setColour(colour);
            Q_EMIT edited();
        });
    };
    add(tr("None"), {});
    for (const NamedColour& each : kColours)
        add(tr(each.name), QColor(each.rgb));
    setMenu(menu);
    setColour({});
}

void ColourButton::setColour(const QColor& colour)
{
    m_colour = colour;
    setIcon(patch(colour));
    setText(colour.isValid() ? colour.name() : tr("None"));
    for (const NamedColour& each : kColours) {
        if (QColor(each.rgb) == colour)
            setText(tr(each.name));
    }
}

} // namespace larder
