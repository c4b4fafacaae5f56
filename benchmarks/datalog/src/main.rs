//! The plain cascade as compiled Datalog: one world a line, `n o1 b1 o2 b2 …` (obligor, beneficiary), on stdin.
//!
//! Writes for each world its sizes, victim by victim and attacker by attacker (-1 on the diagonal), and at the end on
//! stderr the seconds spent in evaluation, reading and writing left out.

use ascent::ascent;
use std::io::{self, BufRead, Write};
use std::time::{Duration, Instant};

ascent! {
    struct Cascade;
    relation state(u16);
    relation owes(u16, u16);
    relation joined(u16, u16, u16);

    joined(a, v, v) <-- state(a), state(v), if a != v;
    joined(a, v, o) <-- joined(a, v, b), owes(b, o), if o != a;
}

fn main() {
    let stdin = io::stdin();
    let mut out = io::BufWriter::new(io::stdout());
    let mut spent = Duration::ZERO;
    for line in stdin.lock().lines() {
        let line = line.expect("a line");
        let numbers: Vec<u16> = line.split_whitespace().map(|w| w.parse().expect("a number")).collect();
        let n = numbers[0];
        let start = Instant::now();
        let mut world = Cascade::default();
        world.state = (0..n).map(|i| (i,)).collect();
        world.owes = numbers[1..].chunks(2).map(|p| (p[1], p[0])).collect();
        world.run();
        let mut sizes = vec![-1i32; n as usize * n as usize];
        for (a, v, _) in &world.joined {
            sizes[*v as usize * n as usize + *a as usize] += 1;
        }
        spent += start.elapsed();
        for i in 0..n as usize {
            sizes[i * n as usize + i] = -1;
        }
        let words: Vec<String> = sizes.iter().map(|x| x.to_string()).collect();
        writeln!(out, "{}", words.join(" ")).expect("written");
    }
    eprintln!("{}", spent.as_secs_f64());
}
