#pragma once

#include "models/inspector/factlistmodel.h"

#include <QTableView>
#include <QTimer>

namespace larder {

/// Shows facts line by line, long ones broken, with an icon for what they say of the truth. Ctrl+C copies the
/// selected lines.
class FactTable final : public QTableView
{
    Q_OBJECT

public:
    /// @p titles are those of the columns.
    FactTable(const QString& name, const std::pair<QString, QString>& titles, QWidget* parent = nullptr);

    /// One line for each fact whatever its length, so that there may be many.
    void setCompact();
    void setFacts(std::vector<Fact> facts);
    [[nodiscard]] const std::vector<Fact>& facts() const { return m_model.facts(); }
    void copySelected() const;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void fit();
    /// Soon, and once for all that asks for it.
    void fitRows();

    FactListModel m_model;
    QTimer m_rowFitter;
    bool m_compact = false;
};

} // namespace larder
