#!/bin/sh
# Lint a large catalog on Slurm: catalog-std.sh CATALOG WORK [SHARDS]
# Plans here, submits an array of shards, and a merge behind it; catalog and work folder must be seen by all nodes.
# A shard that fails can be submitted again; what it had finished is not done again.
#SBATCH --job-name=catalog-std
#SBATCH --cpus-per-task=2
#SBATCH --requeue
set -eu
catalog=$1
work=$2
shards=${3:-8}

if [ -n "${SLURM_ARRAY_TASK_ID:-}" ]; then # one shard; index and number are read from the environment
    exec catalog-std run-shard "$work"
elif [ -n "${SLURM_JOB_ID:-}" ]; then # all shards are done
    exec catalog-std merge "$work" --output json:"$work/findings.json" --output concise
fi

catalog-std plan "$catalog" --to "$work"
array=$(sbatch --parsable --array="0-$((shards - 1))" --output="$work/shard-%a.log" "$0" "$catalog" "$work")
sbatch --dependency="afterok:${array%%;*}" --output="$work/findings.txt" "$0" "$catalog" "$work"
