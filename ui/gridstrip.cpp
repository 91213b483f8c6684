#include "ui/gridstrip.h"

#include "ui/gridpainter.h"

namespace larder {

namespace {

constexpr int kMargin = 4;

QColor mixed(const QColor& base, const QColor& tint, double share)
{
    const auto mix = [share](int a, int b) { return int(a + (b - a) * share); };
    return {mix(base.red(), tint.red()), mix(base.green(), tint.green()), mix(base.blue(), tint.blue())};
}

} // namespace

GridStrip::GridStrip(QWidget* grid) : QLabel(grid)
{
    setObjectName(QStringLiteral("resultStrip"));
    setMargin(kMargin);
    setIndent(GridPainter::kPadding);
    setTextFormat(Qt::PlainText);
    setAutoFillBackground(true);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
}

void GridStrip::say(const QString& text)
{
    QPalette colors = parentWidget()->palette();
    colors.setColor(
        QPalette::Window, mixed(colors.color(QPalette::Base), colors.color(QPalette::Highlight), 0.25));
    colors.setColor(QPalette::WindowText, colors.color(QPalette::Text));
    setPalette(colors);
    setText(text);
    place(m_area);
    setVisible(!text.isEmpty());
    raise();
}

void GridStrip::place(const QRect& area)
{
    m_area = area;
    const int height = sizeHint().height();
    setGeometry(area.left(), area.bottom() + 1 - height, area.width(), height);
}

} // namespace larder
