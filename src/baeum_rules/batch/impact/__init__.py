"""What one law instead of another does to the learners of a nation: who gains, who loses, by how much.

The batch is audited by both laws, the differences are added up by groups of learners, and what is told of a
group is withheld where it would tell of a few persons.
"""
