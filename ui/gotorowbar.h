#pragma once

#include <QWidget>

#include <optional>

class QLabel;
class QLineEdit;

namespace larder {

/// A bar below a grid in which the number of a row is typed, to go there.
class GoToRowBar final : public QWidget
{
    Q_OBJECT

public:
    explicit GoToRowBar(QWidget* parent = nullptr);

    /// Shows itself for a grid of @p rows rows, ready to type.
    void open(qint64 rows);

Q_SIGNALS:
    /// @p row counts from 0 and is one of the grid's.
    void rowRequested(qint64 row);
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    void go();
    void close();
    [[nodiscard]] std::optional<qint64> typedRow() const;

    QLineEdit* m_text;
    QLabel* m_outcome;
    qint64 m_rows = 0;
};

} // namespace larder
