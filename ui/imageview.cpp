#include "ui/imageview.h"

#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

namespace larder {

namespace {

constexpr int kStep = 20;

} // namespace

ImageView::ImageView(QWidget* parent) : QAbstractScrollArea(parent)
{
    setObjectName(QStringLiteral("imageView"));
    setAccessibleName(tr("Image of the value"));
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setBackgroundRole(QPalette::Base);
    viewport()->setAutoFillBackground(true);
    horizontalScrollBar()->setSingleStep(kStep);
    verticalScrollBar()->setSingleStep(kStep);
}

void ImageView::setImage(const DecodedImage& image)
{
    m_image = image;
    setAccessibleDescription(image.description);
    horizontalScrollBar()->setValue(0);
    verticalScrollBar()->setValue(0);
    fitScrollBars();
    viewport()->update();
}

void ImageView::setFitted(bool fitted)
{
    m_fitted = fitted;
    fitScrollBars();
    viewport()->update();
}

QRect ImageView::shownRect() const
{
    const QSize room = viewport()->size();
    QSize size = fullSize();
    if (m_fitted && (size.width() > room.width() || size.height() > room.height()))
        size = size.scaled(room, Qt::KeepAspectRatio).expandedTo(QSize(1, 1));
    const auto begin = [](int space, int length, int scrolled) {
        return length < space ? (space - length) / 2 : -scrolled;
    };
    return {QPoint(begin(room.width(), size.width(), horizontalScrollBar()->value()),
                begin(room.height(), size.height(), verticalScrollBar()->value())),
        size};
}

void ImageView::paintEvent(QPaintEvent* event)
{
    if (m_image.image.isNull())
        return;
    QPainter painter(viewport());
    painter.setClipRect(event->rect());
    const QRect shown = shownRect();
    if (shown.size() == fullSize()) {
        painter.drawImage(shown, m_image.image);
        return;
    }
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(shown, m_image.overview);
}

void ImageView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    fitScrollBars();
}

QSize ImageView::fullSize() const
{
    return (QSizeF(m_image.image.size()) / devicePixelRatioF()).toSize().expandedTo(QSize(1, 1));
}

void ImageView::fitScrollBars()
{
    const QSize over = m_fitted ? QSize(0, 0) : fullSize() - viewport()->size();
    horizontalScrollBar()->setRange(0, qMax(0, over.width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    verticalScrollBar()->setRange(0, qMax(0, over.height()));
    verticalScrollBar()->setPageStep(viewport()->height());
}

} // namespace larder
