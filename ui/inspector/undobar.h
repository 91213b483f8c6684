#pragma once

#include <QElapsedTimer>
#include <QTimer>

#include <chrono>

class QAction;
class QWidget;

namespace larder {

class NoticeBar;

/// Says what was done to the cache and offers to take it back while that can be had: "3 entries expired. Undo
/// (9 s)".
class UndoBar final : public QObject
{
    Q_OBJECT

public:
    explicit UndoBar(QWidget* parent);

    /// The strip, for a layout; hidden while there is nothing to say.
    [[nodiscard]] QWidget* widget() const;
    /// Takes back what is offered; Ctrl+Z in the windows of the widgets that it is added to, but for where
    /// text is edited.
    [[nodiscard]] QAction* undoAction() const { return m_undo; }
    /// Says @p text, with an offer that ends after @p time.
    void offer(const QString& text, std::chrono::milliseconds time);
    /// Says @p text for some seconds; takes an offer away.
    void say(const QString& text);
    [[nodiscard]] bool offers() const { return m_offered; }

Q_SIGNALS:
    void undoRequested();

private:
    void tick();

    NoticeBar* m_bar;
    QAction* m_undo = nullptr;
    QString m_text;
    std::chrono::milliseconds m_time{0};
    QElapsedTimer m_since;
    QTimer m_ticker;
    bool m_offered = false;
};

} // namespace larder
