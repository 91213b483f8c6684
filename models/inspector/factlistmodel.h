#pragma once

#include "models/inspector/fact.h"

#include <QAbstractTableModel>

#include <vector>

namespace larder {

/// Facts as a table with a line each. What comes in is compared with what is shown, so that selection and
/// scroll position survive; the model is never reset.
class FactListModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column { Name, Content };
    enum Role {
        /// The FactMark as an int.
        MarkRole = Qt::UserRole,
    };

    /// @p titles are those of the columns.
    explicit FactListModel(std::pair<QString, QString> titles, QObject* parent = nullptr);

    /// Shows @p facts. Lines that are the same at the beginning and at the end stay; what differs between
    /// them changes, comes or goes.
    void setFacts(std::vector<Fact> facts);
    [[nodiscard]] const std::vector<Fact>& facts() const { return m_facts; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::pair<QString, QString> m_titles;
    std::vector<Fact> m_facts;
};

} // namespace larder
