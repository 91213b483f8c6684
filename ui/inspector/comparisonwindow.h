#pragma once

#include "cache/sql/sqldialect.h"
#include "models/inspector/comparisonmodel.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QTableView;

namespace larder {

class SqlView;

/// Shows how a cache entry differs from what the database answers now, row by row. It shows and asks.
class ComparisonWindow final : public QDialog
{
    Q_OBJECT

public:
    explicit ComparisonWindow(QWidget* parent = nullptr);

    /// A comparison of the entry of @p sql is on its way.
    void begin(const QByteArray& sql, SqlDialect dialect, const QString& what);
    /// The share that is done, 0 to 1.
    void showProgress(double share);
    /// It has come to its end; @p basis says when both were read.
    void showComparison(std::shared_ptr<const ResultComparison> comparison, const QString& basis);
    /// It could not be made.
    void showFailure(const QString& text);
    /// The entry holds a fresh answer now, as @p text tells; what is shown is how it differed before.
    void showReplaced(const QString& text);
    /// The entry is as it was, for the reason in @p text.
    void showNotReplaced(const QString& text);

Q_SIGNALS:
    /// Neither the statement nor the comparison is waited for any more.
    void cancelRequested();
    /// The entry is to be replaced by what the database answers.
    void replaceRequested();

private:
    [[nodiscard]] QWidget* createControls();
    [[nodiscard]] QPushButton* createButton(const QString& name, const QString& text, const QString& tip);
    void goToChange(bool forward);
    void setBusy(bool busy);
    void enableControls();

    ComparisonModel m_model;
    QLabel* m_verdict;
    QLabel* m_basis;
    SqlView* m_sql;
    QProgressBar* m_progress;
    QCheckBox* m_changesOnly;
    QPushButton* m_previous;
    QPushButton* m_next;
    QPushButton* m_replace;
    QPushButton* m_cancel;
    QTableView* m_table;
    bool m_busy = false;
};

} // namespace larder
