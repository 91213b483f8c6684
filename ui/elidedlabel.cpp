#include "ui/elidedlabel.h"

#include "models/plaintooltip.h"

#include <QPainter>
#include <QStyle>

namespace larder {

ElidedLabel::ElidedLabel(const QString& name, QWidget* parent) : QLabel(parent)
{
    setObjectName(name);
    setTextFormat(Qt::PlainText);
}

void ElidedLabel::say(const QString& text, const QString& remark)
{
    setText(text);
    setToolTip(plainToolTip(remark.isEmpty() ? text : text + u'\n' + remark));
}

QSize ElidedLabel::minimumSizeHint() const
{
    const int least = fontMetrics().horizontalAdvance(text().left(3) + u'…');
    return {std::min(least, sizeHint().width()), QLabel::minimumSizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QString shown = fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width());
    style()->drawItemText(
        &painter, contentsRect(), int(alignment()), palette(), isEnabled(), shown, foregroundRole());
}

} // namespace larder
