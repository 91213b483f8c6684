#pragma once

#include "models/cellvalue.h"

#include <QAbstractScrollArea>

#include <optional>

class QPainter;

namespace larder {

/// The bytes of a value in lines of sixteen, as digits and as text. Copies and paints only what is on screen,
/// so that any size opens at once. A cursor goes by arrows, pages and Home and End, with Shift it selects.
class HexView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit HexView(QWidget* parent = nullptr);

    void setValue(const CellValue& value);
    /// Both ends included; the cursor alone if nothing is selected.
    struct Range
    {
        qint64 first = 0;
        qint64 last = 0;
        bool operator==(const Range&) const = default;
        [[nodiscard]] qint64 size() const { return last - first + 1; }
    };
    /// Nothing if there are no bytes.
    [[nodiscard]] std::optional<Range> selection() const;
    void select(const Range& range);

public Q_SLOTS:
    /// "89 50 4e"
    void copyHex();
    /// The bytes as UTF-8.
    void copyText();
    void selectAll();

Q_SIGNALS:
    /// What the user should read: where the cursor is, or why a copy was refused.
    void told(const QString& text);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    struct Columns
    {
        qreal bytes = 0;
        qreal text = 0;
        qreal end = 0;
    };

    [[nodiscard]] QByteArrayView bytes() const { return m_bytes ? m_bytes->view() : QByteArrayView(); }
    [[nodiscard]] int lineHeight() const;
    /// Not whole pixels: the texts are drawn in one run.
    [[nodiscard]] qreal charWidth() const;
    /// Where the three columns begin, from the left edge of all that can be scrolled to.
    [[nodiscard]] Columns columns() const;
    [[nodiscard]] int visibleLines() const;
    [[nodiscard]] qint64 byteAt(const QPoint& place) const;
    void paintLine(QPainter& painter, qint64 line, int top) const;
    void paintSelection(QPainter& painter, qint64 line, int top) const;
    void fitScrollBars();
    void moveCursor(qint64 to, bool select);
    void showCursor();
    [[nodiscard]] std::optional<QByteArrayView> bytesToCopy();

    CellValue m_value;
    std::optional<CellBytes> m_bytes;
    // Between them lies the selection; the cursor moves. In range while there are bytes.
    qint64 m_anchor = 0;
    qint64 m_cursor = 0;
};

} // namespace larder
