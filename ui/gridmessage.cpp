#include "ui/gridmessage.h"

namespace larder {

namespace {

constexpr int kMargin = 12;

} // namespace

GridMessage::GridMessage(QWidget* grid) : QLabel(grid)
{
    setObjectName(QStringLiteral("gridMessage"));
    setAlignment(Qt::AlignCenter);
    setMargin(kMargin);
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setForegroundRole(QPalette::Text);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
}

void GridMessage::say(const QString& text)
{
    setText(text);
    setVisible(!text.isEmpty());
}

} // namespace larder
