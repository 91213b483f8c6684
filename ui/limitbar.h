#pragma once

#include <QWidget>

class QLabel;
class QToolButton;

namespace larder {

/// Stands below the rows of a result that the row limit has cut: says so, and fetches more at a push.
class LimitBar final : public QWidget
{
    Q_OBJECT

public:
    explicit LimitBar(QWidget* parent = nullptr);

    /// The result is the first @p rows rows; @p pageRows more can be asked for, or all.
    void offer(qint64 rows, qint64 pageRows);
    /// The same for a statement that must not run again because it changes data.
    void refuse(qint64 rows);
    /// @p rows rows have come of a run that fetches more.
    void showProgress(qint64 rows);

Q_SIGNALS:
    void fetchNextRequested();
    void fetchAllRequested();

private:
    [[nodiscard]] QToolButton* createButton(const QString& name);
    void showButtons(bool visible);

    QLabel* m_text;
    QToolButton* m_next;
    QToolButton* m_all;
};

} // namespace larder
