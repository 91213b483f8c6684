#include "ui/readableicon.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>

namespace larder {

namespace {

class ReadableIconEngine final : public QIconEngine
{
public:
    explicit ReadableIconEngine(const QIcon& icon) : m_icon(icon) { }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        if (mode == QIcon::Selected)
            paintGround(*painter, rect);
        // The style would tint it in the colour of the selection.
        m_icon.paint(painter, rect, Qt::AlignCenter, mode == QIcon::Selected ? QIcon::Normal : mode, state);
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, {{}, size}, mode, state);
        return pixmap;
    }
    QSize actualSize(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return m_icon.actualSize(size, mode, state);
    }
    bool isNull() override { return m_icon.isNull(); }
    [[nodiscard]] QIconEngine* clone() const override { return new ReadableIconEngine(m_icon); }

private:
    static void paintGround(QPainter& painter, const QRect& rect)
    {
        const double radius = std::min(rect.width(), rect.height()) / 4.0;
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(QGuiApplication::palette().base());
        painter.drawRoundedRect(rect, radius, radius);
        painter.restore();
    }

    QIcon m_icon;
};

} // namespace

QIcon readableIcon(const QIcon& icon)
{
    return QIcon(new ReadableIconEngine(icon));
}

} // namespace larder
