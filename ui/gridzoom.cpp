#include "ui/gridzoom.h"

#include <QFontInfo>
#include <QGuiApplication>
#include <QWidget>

#include <cmath>

namespace larder {

namespace {

constexpr int kLeastSteps = -5;
constexpr int kMostSteps = 12;
constexpr double kStep = 1.1;

} // namespace

void GridZoom::change(int steps)
{
    const int all = steps == 0 ? 0 : qBound(kLeastSteps, m_steps + steps, kMostSteps);
    if (all == m_steps)
        return;
    m_steps = all;
    // A font that sets nothing takes everything from the widgets around.
    QFont font;
    if (all != 0) {
        const QWidget* const around = m_widget.parentWidget();
        const QFont plain = around ? around->font() : QGuiApplication::font();
        font.setPointSizeF(QFontInfo(plain).pointSizeF() * std::pow(kStep, all));
    }
    m_widget.setFont(font);
}

} // namespace larder
